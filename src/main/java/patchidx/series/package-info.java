/// Which mails belong together: threads, series, versions of a series, review trailers.
@NullMarked
package patchidx.series;

import org.jspecify.annotations.NullMarked;
