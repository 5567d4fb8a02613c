package social.coulomb.sandboxer.apiserver.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import social.coulomb.sandboxer.apiserver.http.AnswerForm.Format;
import social.coulomb.sandboxer.apiserver.http.AnswerForm.Shape;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// Finds the form of an answer in what the request says about itself. Pure.
final class Negotiation {

    private static final List<String> TYPES =
            List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
    private static final List<String> STREAM_TYPES =
            List.of("application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch");
    private static final Set<String> TABLE_VERSIONS = Set.of("v1", "v1beta1");

    private Negotiation() {}

    /// The first form that the client accepts and the server can give.
    ///
    /// @throws social.coulomb.sandboxer.apiserver.status.StatusException 406 when there is none
    static AnswerForm of(ApiRequest request) {
        return MediaRange.accepted(request.header("accept")).stream()
                .flatMap(range -> form(range, pretty(request)).stream())
                .findFirst()
                .orElseThrow(() -> ApiStatus.notAcceptable(TYPES).asException());
    }

    /// The form of the messages of a watch, which are always JSON.
    ///
    /// @throws social.coulomb.sandboxer.apiserver.status.StatusException 406 when the client does not accept that
    static AnswerForm ofWatch(ApiRequest request) {
        return MediaRange.accepted(request.header("accept")).stream()
                .flatMap(range -> form(range, false).stream())
                .filter(form -> form.format() == Format.JSON)
                .findFirst()
                .orElseThrow(() -> ApiStatus.notAcceptable(STREAM_TYPES).asException());
    }

    /// The form for a failure: what the client accepts if it can be given at all, else JSON.
    static AnswerForm ofFailure(ApiRequest request) {
        boolean pretty = pretty(request);
        return MediaRange.accepted(request.header("accept")).stream()
                .flatMap(range -> Stream.of(Format.values())
                        .filter(format -> range.covers(format.mediaType()))
                        .limit(1))
                .findFirst()
                .map(format -> new AnswerForm(format, Shape.WHOLE, "", pretty))
                .orElse(new AnswerForm(Format.JSON, Shape.WHOLE, "", pretty));
    }

    private static Optional<AnswerForm> form(MediaRange range, boolean pretty) {
        Optional<Format> format = Stream.of(Format.JSON, Format.YAML)
                .filter(candidate -> range.covers(candidate.mediaType()))
                .findFirst();
        String kind = range.parameter("as");
        if (format.isEmpty() || kind.isEmpty()) {
            return format.map(known -> new AnswerForm(known, Shape.WHOLE, "", pretty));
        }
        String version = range.parameter("v");
        if (!range.parameter("g").equals("meta.k8s.io") || !TABLE_VERSIONS.contains(version)) {
            return Optional.empty();
        }
        return switch (kind) {
            case "Table" -> Optional.of(new AnswerForm(format.get(), Shape.TABLE, version, pretty));
            case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                Optional.of(new AnswerForm(format.get(), Shape.METADATA, version, pretty));
            default -> Optional.empty();
        };
    }

    /// People read what browsers and the like show; programs do not care.
    private static boolean pretty(ApiRequest request) {
        if (request.query().has("pretty")) {
            return request.query().flag("pretty");
        }
        String agent = request.header("user-agent");
        return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
    }
}
