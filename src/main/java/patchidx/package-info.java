/// The front step.
@NullMarked
package patchidx;

import org.jspecify.annotations.NullMarked;
