/// What a mail says: headers, addresses, dates, decoded text.
@NullMarked
package patchidx.mail;

import org.jspecify.annotations.NullMarked;
