package social.coulomb.sandboxer.apiserver.discovery;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import social.coulomb.sandboxer.apiserver.kinds.Origin;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.TypeCatalog;
import social.coulomb.sandboxer.apiserver.kinds.VersionOrder;

/// Everything that discovery announces at one moment.
record ServedResources(List<ServedResource> all) {

    private static final List<ServedResource> QUESTIONS = List.of(
            ServedResource.question("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
            ServedResource.question("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
            ServedResource.question("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"));

    static ServedResources of(TypeCatalog catalog) {
        Stream<ServedResource> types = catalog.all().stream()
                .sorted(Comparator.comparingLong(ServedResources::age))
                .map(ServedResource::of);
        return new ServedResources(Stream.concat(types, QUESTIONS.stream()).toList());
    }

    /// The named groups, each with its versions in the order of preference.
    Map<String, List<String>> groups() {
        return all.stream()
                .filter(resource -> !resource.group().isEmpty())
                .collect(Collectors.groupingBy(
                        ServedResource::group,
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(ServedResource::version, Collectors.toList()),
                                versions -> versions.stream()
                                        .distinct()
                                        .sorted(new VersionOrder())
                                        .toList())));
    }

    /// The resources of one version by name.
    List<ServedResource> byName(String group, String version) {
        return in(group, version)
                .sorted(Comparator.comparing(resource -> resource.names().plural()))
                .toList();
    }

    /// The resources of one version by age.
    List<ServedResource> byAge(String group, String version) {
        return in(group, version).toList();
    }

    private static long age(ResourceType type) {
        return type.origin() instanceof Origin.Custom custom ? custom.definedAt() : 0;
    }

    private Stream<ServedResource> in(String group, String version) {
        return all.stream()
                .filter(resource ->
                        resource.group().equals(group) && resource.version().equals(version));
    }
}
