/// What the user typed: one class a command.
@NullMarked
package patchidx.cli;

import org.jspecify.annotations.NullMarked;
