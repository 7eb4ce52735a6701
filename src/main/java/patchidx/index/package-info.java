/// How mail is kept: documents, commits, the ledger of what was read.
@NullMarked
package patchidx.index;

import org.jspecify.annotations.NullMarked;
