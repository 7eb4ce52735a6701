/// The table: everything that can be asked, sorted, counted and printed.
@NullMarked
package patchidx.field;

import org.jspecify.annotations.NullMarked;
