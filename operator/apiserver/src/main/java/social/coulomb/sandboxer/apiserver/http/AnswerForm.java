package social.coulomb.sandboxer.apiserver.http;

/// The form in which a client wants its answer.
///
/// @param version of `meta.k8s.io`, where the shape is one of its kinds
/// @param pretty indented, for people
record AnswerForm(Format format, Shape shape, String version, boolean pretty) {

    /// How text is written.
    enum Format {
        JSON("application/json"),
        YAML("application/yaml"),
        PROTOBUF("application/vnd.kubernetes.protobuf");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /// What is shown of an object or a list.
    enum Shape {
        WHOLE,
        TABLE,
        METADATA
    }

    static final AnswerForm PLAIN = new AnswerForm(Format.JSON, Shape.WHOLE, "", false);

    /// The same text format for something that is neither table nor metadata, such as a failure.
    AnswerForm whole() {
        return new AnswerForm(format, Shape.WHOLE, "", pretty);
    }
}
