package social.coulomb.sandboxer.apiserver.fields;

/// A field that an apply would change although somebody else owns it.
///
/// @param owner the owner as messages name it, such as `"upd" using v1`
/// @param field the field's path, such as `.spec.ports[name="http"].number`
public record Conflict(String owner, String field) {

    /// The text of the cause in a `Status`.
    public String message() {
        return "conflict with " + owner;
    }
}
