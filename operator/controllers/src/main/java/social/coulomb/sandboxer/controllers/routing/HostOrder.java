package social.coulomb.sandboxer.controllers.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Which hosts are considered, and in which order. Pure.
///
/// The sandbox's host goes before the program's, and that before the profile's placement. Hosts that the
/// profile names keep its order; where it names none, all are equals, and the one with the most room left, then
/// the least load, is the first.
///
/// @param taken how many sandboxes, beside the one in question, are on a host or about to be
record HostOrder(ToIntFunction<String> taken, @Nullable String defaultHost) {

    /// What a host without a limit counts as when its room is compared with that of others.
    static final int ROOM_WITHOUT_LIMIT = 100;

    /// Names, of which some may be of no host that is there.
    List<String> of(RouteRequest request, Collection<HostOffer> offers) {
        String only =
                request.wanted().host() == null ? defaultHost : request.wanted().host();
        if (only != null) {
            return List.of(only);
        }
        Profile.Placement placement = request.profile().placement();
        List<String> named = Stream.concat(placement.prefer().stream(), placement.fallback().stream())
                .distinct()
                .toList();
        return named.isEmpty() ? byRoomAndLoad(offers) : named;
    }

    private List<String> byRoomAndLoad(Collection<HostOffer> offers) {
        return offers.stream()
                .sorted(Comparator.comparingDouble(this::fill)
                        .thenComparing(HostOrder::load, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(HostOffer::name))
                .map(HostOffer::name)
                .toList();
    }

    private double fill(HostOffer offer) {
        int limit = offer.limits().maxSandboxes();
        int room = limit == Integer.MAX_VALUE ? ROOM_WITHOUT_LIMIT : limit;
        return taken.applyAsInt(offer.name()) / (double) Math.max(1, room);
    }

    private static @Nullable Double load(HostOffer offer) {
        return offer.measures().loadPerCpu();
    }
}
