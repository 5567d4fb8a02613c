package social.coulomb.sandboxer.controllers.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// Chooses an extension and a host for a sandbox and says of every candidate why it was chosen or not. Pure:
/// the same knowledge leads to the same choice.
///
/// @param backends what there is under an extension's id
/// @param offers the hosts on offer by name
/// @param taken how many sandboxes, beside the one in question, are on a host or about to be
/// @param experience what was measured of backends
/// @param policy what holds for all routes
public record Router(
        Function<String, Backend> backends,
        Map<String, HostOffer> offers,
        ToIntFunction<String> taken,
        Experience experience,
        RoutingPolicy policy) {

    private static final int MOST_SENTENCES = 8;

    public RouteVerdict choose(RouteRequest request) {
        Survey survey = new Survey(
                backends,
                offers,
                new HostOrder(taken, policy.defaultHost()),
                new HostFilter(taken),
                experience,
                policy);
        List<Survey.Finding> findings = survey.of(request);
        Ranking ranking = new Ranking(request.strategy(), request.subject().uid());
        List<Option> ranked = ranking.rank(findings.stream()
                .filter(finding -> finding.rejection().isEmpty())
                .map(Survey.Finding::option)
                .toList());
        return ranked.isEmpty() ? nothing(findings) : chosen(request.strategy(), ranking, ranked, findings);
    }

    private static RouteVerdict chosen(
            Strategy strategy, Ranking ranking, List<Option> ranked, List<Survey.Finding> findings) {
        Option best = ranked.getFirst();
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(best.accepted(ranking.whyChosen(best, ranked)));
        ranked.stream()
                .skip(1)
                .map(other -> other.accepted(ranking.whyNot(other, best)))
                .forEach(candidates::add);
        rejected(findings).forEach(candidates::add);
        return new RouteVerdict.Chosen(best.extension(), best.host(), strategy, List.copyOf(candidates));
    }

    private static Stream<Candidate> rejected(List<Survey.Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.rejection().stream()
                        .map(rejection -> finding.option().rejected(rejection.message())));
    }

    private static RouteVerdict nothing(List<Survey.Finding> findings) {
        List<Candidate> candidates = rejected(findings).toList();
        List<Rejection> rejections = findings.stream()
                .flatMap(finding -> finding.rejection().stream())
                .toList();
        List<String> reasons =
                rejections.stream().map(Rejection::reason).distinct().toList();
        String reason = reasons.size() == 1 ? reasons.getFirst() : "NoCandidate";
        Remedy remedy = rejections.stream()
                .map(Rejection::remedy)
                .min(Comparator.naturalOrder())
                .orElse(Remedy.CHANGE);
        return new RouteVerdict.Nothing(reason, message(rejections), remedy, candidates);
    }

    private static String message(List<Rejection> rejections) {
        List<String> sentences =
                rejections.stream().map(Rejection::message).distinct().toList();
        String said = String.join(" ", sentences.stream().limit(MOST_SENTENCES).toList());
        int unsaid = sentences.size() - MOST_SENTENCES;
        return unsaid > 0 ? said + " " + unsaid + " more stand in status.route.candidates." : said;
    }
}
