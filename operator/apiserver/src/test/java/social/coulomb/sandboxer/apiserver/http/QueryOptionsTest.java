package social.coulomb.sandboxer.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.FieldValidation;
import social.coulomb.sandboxer.apiserver.objects.PatchKind;
import social.coulomb.sandboxer.apiserver.objects.PropagationPolicy;
import social.coulomb.sandboxer.apiserver.objects.VersionMatch;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Reading how a request is to be carried out.
final class QueryOptionsTest {

    @Test
    void writerIsKnownByItsUserAgentUnlessItNamesItself() {
        var anonymous =
                WriteQuery.create(Requests.get("/?dryRun=All&fieldValidation=Strict", "User-Agent", "probe/1.0 (x)"));
        assertThat(anonymous.manager()).isEqualTo("probe");
        assertThat(anonymous.managerNamed()).isFalse();
        assertThat(anonymous.dryRun()).isTrue();
        assertThat(anonymous.validation()).isEqualTo(FieldValidation.STRICT);
        var named = WriteQuery.update(Requests.get("/?fieldManager=me", "User-Agent", "probe/1.0"));
        assertThat(named.manager()).isEqualTo("me");
        assertThat(named.validation()).isEqualTo(FieldValidation.WARN);
    }

    @Test
    void wrongWriteOptionsAreRefusedAllAtOnce() {
        refused(
                () -> WriteQuery.create(Requests.get("/?dryRun=Some&fieldValidation=Maybe")),
                422,
                "CreateOptions.meta.k8s.io \"\" is invalid: [dryRun: Unsupported value: [\"Some\"]: supported values: "
                        + "\"All\", fieldValidation: Unsupported value: \"Maybe\": supported values: "
                        + "\"\", \"Ignore\", \"Strict\", \"Warn\"]");
        refused(
                () -> WriteQuery.patch(Requests.get("/"), PatchKind.APPLY),
                422,
                "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        refused(
                () -> WriteQuery.patch(Requests.get("/?force=true"), PatchKind.MERGE),
                422,
                "PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified for non-apply patch");
        refused(
                () -> WriteQuery.create(Requests.get("/?fieldManager=a%0Ab")),
                422,
                "CreateOptions.meta.k8s.io \"\" is invalid: fieldManager: Invalid value: \"a\nb\": "
                        + "should not contain non-printable characters");
    }

    @Test
    void deletionIsReadFromItsBodyOrItsQuery() throws Exception {
        assertThat(WriteQuery.delete(Query.parse("propagationPolicy=Orphan&dryRun=All")))
                .isEqualTo(DeleteOptions.PLAIN
                        .withPropagation(PropagationPolicy.ORPHAN)
                        .withDryRun());
        assertThat(WriteQuery.delete(JsonMapper.builder()
                        .build()
                        .readTree("{\"orphanDependents\": true, \"preconditions\": {\"uid\": \"u\","
                                + " \"resourceVersion\": \"5\"}}")))
                .isEqualTo(DeleteOptions.PLAIN
                        .withPropagation(PropagationPolicy.ORPHAN)
                        .withUid("u")
                        .withResourceVersion("5"));
        refused(
                () -> WriteQuery.delete(Query.parse("propagationPolicy=Nope")),
                422,
                "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Nope\": "
                        + "supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
    }

    @Test
    void listOptionsAreReadAndChecked() {
        var options = ReadQuery.list(Query.parse("limit=5&resourceVersion=7&resourceVersionMatch=Exact"));
        assertThat(options.limit()).isEqualTo(5);
        assertThat(options.match()).isEqualTo(VersionMatch.EXACT);
        assertThat(ReadQuery.list(Query.parse("limit=-3")).limit()).isZero();
        refused(
                () -> ReadQuery.list(Query.parse("limit=abc")),
                400,
                "strconv.ParseInt: parsing \"abc\": invalid syntax");
        refused(
                () -> ReadQuery.list(Query.parse("resourceVersion=0&resourceVersionMatch=Exact")),
                422,
                "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch "
                        + "\"exact\" is forbidden for resourceVersion \"0\"");
        refused(
                () -> ReadQuery.list(Query.parse("sendInitialEvents=true")),
                422,
                "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden "
                        + "for list");
    }

    @Test
    void watchOptionsAreReadAndChecked() {
        var options = ReadQuery.watch(
                Query.parse("sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=1"), "");
        assertThat(options.bookmarks()).isTrue();
        assertThat(options.sendInitialEvents()).hasValue(true);
        refused(
                () -> ReadQuery.watch(Query.parse("resourceVersionMatch=NotOlderThan"), ""),
                422,
                "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is "
                        + "forbidden for watch unless sendInitialEvents is provided");
    }

    @Test
    void switchesAreOnUnlessTheySayNo() {
        assertThat(Query.parse("watch").flag("watch")).isTrue();
        assertThat(Query.parse("watch=x").flag("watch")).isTrue();
        assertThat(Query.parse("watch=False").flag("watch")).isFalse();
        assertThat(Query.parse("watch=0").flag("watch")).isFalse();
        assertThat(Query.parse("").flag("watch")).isFalse();
    }

    private static void refused(ThrowingCallable reading, int code, String message) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(StatusException.class, refused -> {
            assertThat(refused.status().code()).isEqualTo(code);
            assertThat(refused.status().message()).isEqualTo(message);
        });
    }
}
