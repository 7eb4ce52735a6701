package patchidx.mail;

import org.jspecify.annotations.Nullable;

/// A person or list in a header.
///
/// @param name display name, decoded and without quotes; null if the header names none
/// @param email address, as written, with `@` for the ` at ` of Mailman's archives; null if the header has a name and
/// no address
public record Address(@Nullable String name, @Nullable String email) {

    /// As a header writes it: `Ada <ada@example.org>`.
    @Override
    public String toString() {
        if (name == null) {
            return email == null ? "" : email;
        }
        return email == null ? name : name + " <" + email + ">";
    }
}
