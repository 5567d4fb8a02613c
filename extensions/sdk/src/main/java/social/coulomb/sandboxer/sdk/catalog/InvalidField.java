package social.coulomb.sandboxer.sdk.catalog;

/// A value that is out of range, with the field it stands in.
final class InvalidField extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /// @param field dotted path from the file's top, such as `ttl.default`
    InvalidField(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
