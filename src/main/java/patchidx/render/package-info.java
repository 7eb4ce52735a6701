/// How answers are said: text, JSON, JSON Lines, mbox, dump; harmless on a terminal.
@NullMarked
package patchidx.render;

import org.jspecify.annotations.NullMarked;
