/// How the index is asked: grammar, dates, errors with a caret, Lucene queries.
@NullMarked
package patchidx.query;

import org.jspecify.annotations.NullMarked;
