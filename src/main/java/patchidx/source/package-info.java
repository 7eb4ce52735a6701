/// Bytes, and where they lay: which files hold mail, in which format, and where one mail ends.
@NullMarked
package patchidx.source;

import org.jspecify.annotations.NullMarked;
