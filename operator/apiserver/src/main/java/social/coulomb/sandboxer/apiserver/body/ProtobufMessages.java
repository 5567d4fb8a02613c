package social.coulomb.sandboxer.apiserver.body;

import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.body.ProtobufMessage.Form;

/// The messages of the kinds that clients send in the protobuf form.
final class ProtobufMessages {

    private static final ProtobufMessage OWNER = ProtobufMessage.NONE
            .with(1, "kind", Form.TEXT)
            .with(3, "name", Form.TEXT)
            .with(4, "uid", Form.TEXT)
            .with(5, "apiVersion", Form.TEXT)
            .with(6, "controller", Form.FLAG)
            .with(7, "blockOwnerDeletion", Form.FLAG);

    private static final ProtobufMessage MANAGED_FIELDS = ProtobufMessage.NONE
            .with(1, "manager", Form.TEXT)
            .with(2, "operation", Form.TEXT)
            .with(3, "apiVersion", Form.TEXT)
            .with(4, "time", Form.TIME)
            .with(6, "fieldsType", Form.TEXT)
            .with(7, "fieldsV1", Form.JSON)
            .with(8, "subresource", Form.TEXT);

    private static final ProtobufMessage OBJECT_META = ProtobufMessage.NONE
            .with(1, "name", Form.TEXT)
            .with(2, "generateName", Form.TEXT)
            .with(3, "namespace", Form.TEXT)
            .with(4, "selfLink", Form.TEXT)
            .with(5, "uid", Form.TEXT)
            .with(6, "resourceVersion", Form.TEXT)
            .with(7, "generation", Form.COUNT)
            .with(8, "creationTimestamp", Form.TIME)
            .with(9, "deletionTimestamp", Form.TIME)
            .with(10, "deletionGracePeriodSeconds", Form.NUMBER)
            .with(11, "labels", Form.TEXT_MAP)
            .with(12, "annotations", Form.TEXT_MAP)
            .with(13, "ownerReferences", Form.MESSAGES, OWNER)
            .with(14, "finalizers", Form.TEXTS)
            .with(17, "managedFields", Form.MESSAGES, MANAGED_FIELDS);

    private static final ProtobufMessage OBJECT = ProtobufMessage.NONE.with(1, "metadata", Form.MESSAGE, OBJECT_META);

    private static final ProtobufMessage REFERENCE = ProtobufMessage.NONE
            .with(1, "kind", Form.TEXT)
            .with(2, "namespace", Form.TEXT)
            .with(3, "name", Form.TEXT)
            .with(4, "uid", Form.TEXT)
            .with(5, "apiVersion", Form.TEXT)
            .with(6, "resourceVersion", Form.TEXT)
            .with(7, "fieldPath", Form.TEXT);

    private static final ProtobufMessage SOURCE =
            ProtobufMessage.NONE.with(1, "component", Form.TEXT).with(2, "host", Form.TEXT);

    private static final ProtobufMessage SERIES =
            ProtobufMessage.NONE.with(1, "count", Form.COUNT).with(2, "lastObservedTime", Form.MICRO_TIME);

    private static final Map<String, ProtobufMessage> BY_KIND = Map.of(
            "v1/Namespace", namespace(),
            "v1/Secret", secret(),
            "v1/ConfigMap", configMap(),
            "v1/Event", event(),
            "events.k8s.io/v1/Event", newEvent(),
            "coordination.k8s.io/v1/Lease", lease(),
            "authentication.k8s.io/v1/SelfSubjectReview", OBJECT,
            "authorization.k8s.io/v1/SelfSubjectAccessReview", accessReview(),
            "authorization.k8s.io/v1/SelfSubjectRulesReview", rulesReview());

    private static final ProtobufMessage DELETE_OPTIONS = deleteOptions();

    private ProtobufMessages() {}

    /// The message of a kind; empty when it is not known. Options of a deletion go by many versions.
    static Optional<ProtobufMessage> of(String apiVersion, String kind) {
        return kind.equals("DeleteOptions")
                ? Optional.of(DELETE_OPTIONS)
                : Optional.ofNullable(BY_KIND.get(apiVersion + "/" + kind));
    }

    private static ProtobufMessage namespace() {
        var condition = ProtobufMessage.NONE
                .with(1, "type", Form.TEXT)
                .with(2, "status", Form.TEXT)
                .with(4, "lastTransitionTime", Form.TIME)
                .with(5, "reason", Form.TEXT)
                .with(6, "message", Form.TEXT);
        return OBJECT.with(2, "spec", Form.MESSAGE, ProtobufMessage.NONE.with(1, "finalizers", Form.TEXTS))
                .with(
                        3,
                        "status",
                        Form.MESSAGE,
                        ProtobufMessage.NONE
                                .with(1, "phase", Form.TEXT)
                                .with(2, "conditions", Form.MESSAGES, condition));
    }

    private static ProtobufMessage secret() {
        return OBJECT.with(2, "data", Form.BYTES_MAP)
                .with(3, "type", Form.TEXT)
                .with(4, "stringData", Form.TEXT_MAP)
                .with(5, "immutable", Form.FLAG);
    }

    private static ProtobufMessage configMap() {
        return OBJECT.with(2, "data", Form.TEXT_MAP)
                .with(3, "binaryData", Form.BYTES_MAP)
                .with(4, "immutable", Form.FLAG);
    }

    private static ProtobufMessage event() {
        return OBJECT.with(2, "involvedObject", Form.MESSAGE, REFERENCE)
                .with(3, "reason", Form.TEXT)
                .with(4, "message", Form.TEXT)
                .with(5, "source", Form.MESSAGE, SOURCE)
                .with(6, "firstTimestamp", Form.TIME)
                .with(7, "lastTimestamp", Form.TIME)
                .with(8, "count", Form.COUNT)
                .with(9, "type", Form.TEXT)
                .with(10, "eventTime", Form.MICRO_TIME)
                .with(11, "series", Form.MESSAGE, SERIES)
                .with(12, "action", Form.TEXT)
                .with(13, "related", Form.MESSAGE, REFERENCE)
                .with(14, "reportingComponent", Form.TEXT)
                .with(15, "reportingInstance", Form.TEXT);
    }

    private static ProtobufMessage newEvent() {
        return OBJECT.with(2, "eventTime", Form.MICRO_TIME)
                .with(3, "series", Form.MESSAGE, SERIES)
                .with(4, "reportingController", Form.TEXT)
                .with(5, "reportingInstance", Form.TEXT)
                .with(6, "action", Form.TEXT)
                .with(7, "reason", Form.TEXT)
                .with(8, "regarding", Form.MESSAGE, REFERENCE)
                .with(9, "related", Form.MESSAGE, REFERENCE)
                .with(10, "note", Form.TEXT)
                .with(11, "type", Form.TEXT)
                .with(12, "deprecatedSource", Form.MESSAGE, SOURCE)
                .with(13, "deprecatedFirstTimestamp", Form.TIME)
                .with(14, "deprecatedLastTimestamp", Form.TIME)
                .with(15, "deprecatedCount", Form.COUNT);
    }

    private static ProtobufMessage lease() {
        var spec = ProtobufMessage.NONE
                .with(1, "holderIdentity", Form.TEXT)
                .with(2, "leaseDurationSeconds", Form.NUMBER)
                .with(3, "acquireTime", Form.MICRO_TIME)
                .with(4, "renewTime", Form.MICRO_TIME)
                .with(5, "leaseTransitions", Form.NUMBER)
                .with(6, "strategy", Form.TEXT)
                .with(7, "preferredHolder", Form.TEXT);
        return OBJECT.with(2, "spec", Form.MESSAGE, spec);
    }

    private static ProtobufMessage accessReview() {
        var resource = ProtobufMessage.NONE
                .with(1, "namespace", Form.TEXT)
                .with(2, "verb", Form.TEXT)
                .with(3, "group", Form.TEXT)
                .with(4, "version", Form.TEXT)
                .with(5, "resource", Form.TEXT)
                .with(6, "subresource", Form.TEXT)
                .with(7, "name", Form.TEXT);
        var other = ProtobufMessage.NONE.with(1, "path", Form.TEXT).with(2, "verb", Form.TEXT);
        var spec = ProtobufMessage.NONE
                .with(1, "resourceAttributes", Form.MESSAGE, resource)
                .with(2, "nonResourceAttributes", Form.MESSAGE, other);
        return OBJECT.with(2, "spec", Form.MESSAGE, spec);
    }

    private static ProtobufMessage rulesReview() {
        return OBJECT.with(2, "spec", Form.MESSAGE, ProtobufMessage.NONE.with(1, "namespace", Form.TEXT));
    }

    private static ProtobufMessage deleteOptions() {
        var preconditions = ProtobufMessage.NONE.with(1, "uid", Form.TEXT).with(2, "resourceVersion", Form.TEXT);
        return ProtobufMessage.NONE
                .with(1, "gracePeriodSeconds", Form.NUMBER)
                .with(2, "preconditions", Form.MESSAGE, preconditions)
                .with(3, "orphanDependents", Form.FLAG)
                .with(4, "propagationPolicy", Form.TEXT)
                .with(5, "dryRun", Form.TEXTS);
    }
}
