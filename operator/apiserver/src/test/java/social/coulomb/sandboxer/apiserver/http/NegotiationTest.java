package social.coulomb.sandboxer.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.http.AnswerForm.Format;
import social.coulomb.sandboxer.apiserver.http.AnswerForm.Shape;
import social.coulomb.sandboxer.apiserver.status.StatusException;

final class NegotiationTest {

    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | JSON | WHOLE",
                "*/* | JSON | WHOLE",
                "application/* | JSON | WHOLE",
                "application/yaml | YAML | WHOLE",
                "application/vnd.kubernetes.protobuf,application/json | JSON | WHOLE",
                "application/json;as=Table;v=v1;g=meta.k8s.io,application/json | JSON | TABLE",
                "application/json;as=Table;v=v9;g=meta.k8s.io,application/json | JSON | WHOLE",
                "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1 | JSON | METADATA",
                "application/json;q=0.1,application/yaml | YAML | WHOLE"
            })
    void firstFormThatCanBeGivenIsTaken(String accept, Format format, Shape shape) {
        AnswerForm form = Negotiation.of(Requests.get("/", "Accept", accept));
        assertThat(form.format()).isEqualTo(format);
        assertThat(form.shape()).isEqualTo(shape);
    }

    @Test
    void noAcceptHeaderMeansJson() {
        assertThat(Negotiation.of(Requests.get("/"))).isEqualTo(AnswerForm.PLAIN);
    }

    @Test
    void whatCannotBeGivenIsRefusedWithAList() {
        assertThatThrownBy(() -> Negotiation.of(Requests.get("/", "Accept", "text/html")))
                .isInstanceOfSatisfying(StatusException.class, refused -> {
                    assertThat(refused.status().code()).isEqualTo(406);
                    assertThat(refused.status().message()).contains("application/json, application/yaml");
                });
        assertThatThrownBy(() -> Negotiation.ofWatch(Requests.get("/", "Accept", "application/yaml")))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refused -> assertThat(refused.status().message()).contains("application/json;stream=watch"));
    }

    @Test
    void failuresComeInAFormTheClientAcceptsIfThereIsOne() {
        assertThat(Negotiation.ofFailure(Requests.get("/", "Accept", "application/yaml"))
                        .format())
                .isEqualTo(Format.YAML);
        assertThat(Negotiation.ofFailure(Requests.get("/", "Accept", "text/html"))
                        .format())
                .isEqualTo(Format.JSON);
        assertThat(Negotiation.ofFailure(Requests.get("/", "Accept", TABLE)).shape())
                .isEqualTo(Shape.WHOLE);
    }

    @Test
    void peopleGetIndentedTextUnlessTheySayOtherwise() {
        assertThat(Negotiation.of(Requests.get("/", "User-Agent", "curl/8.0")).pretty())
                .isTrue();
        assertThat(Negotiation.of(Requests.get("/?pretty=false", "User-Agent", "curl/8.0"))
                        .pretty())
                .isFalse();
        assertThat(Negotiation.of(Requests.get("/?pretty=1", "User-Agent", "x")).pretty())
                .isTrue();
        assertThat(Negotiation.of(Requests.get("/", "User-Agent", "kubectl/1.32"))
                        .pretty())
                .isFalse();
    }
}
