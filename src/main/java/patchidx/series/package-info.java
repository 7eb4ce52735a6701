/// Which mails belong together: threads, series, versions of a series, reviews.
@NullMarked
package patchidx.series;

import org.jspecify.annotations.NullMarked;
