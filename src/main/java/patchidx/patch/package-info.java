/// What a patch mail means: subject, author, commit message, trailers, diffstat, diff.
@NullMarked
package patchidx.patch;

import org.jspecify.annotations.NullMarked;
