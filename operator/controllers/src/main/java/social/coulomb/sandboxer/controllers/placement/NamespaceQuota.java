package social.coulomb.sandboxer.controllers.placement;

import org.jspecify.annotations.Nullable;

/// How many sandboxes a namespace may have at once.
public sealed interface NamespaceQuota {

    record Unlimited() implements NamespaceQuota {}

    record Limited(int most) implements NamespaceQuota {}

    /// What was written says nothing that can be understood; nobody gets more than was meant for that.
    record Unreadable(String text) implements NamespaceQuota {}

    /// @param text as an administrator wrote it; null when nothing is written
    static NamespaceQuota read(@Nullable String text, NamespaceQuota otherwise) {
        if (text == null) {
            return otherwise;
        }
        return text.matches("[0-9]{1,6}") ? new Limited(Integer.parseInt(text)) : new Unreadable(text);
    }
}
