package social.coulomb.sandboxer.composessh;

import java.util.List;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.CatalogReading;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Profiles, read from text as a catalog's are.
public final class TestProfiles {

    private TestProfiles() {}

    /// Denies the outside, sets no bounds.
    public static Profile standard() {
        return with("");
    }

    /// @param lines further top-level fields
    public static Profile with(String lines) {
        String text = """
                id: profile.test
                version: "1"
                extension: ext.compose-ssh
                isolation:
                  level: container
                ttl:
                  default: 1h
                  max: 1h
                """ + lines;
        CatalogReading<Profile> reading =
                CatalogReader.ofProfiles().read(List.of(new CatalogFile("profile.test.yaml", text)));
        if (!reading.problems().isEmpty()) {
            throw new IllegalArgumentException(reading.problems().toString());
        }
        return reading.entries().values().iterator().next().value();
    }
}
