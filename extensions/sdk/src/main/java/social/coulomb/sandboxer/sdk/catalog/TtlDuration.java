package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import social.coulomb.sandboxer.sdk.DurationText;

/// A duration as it stands in a catalog file: `90s 30m 2h 1d`.
public record TtlDuration(Duration value) {

    /// No sandbox is kept longer. Times far beyond it could not be written down in the API.
    public static final TtlDuration LONGEST = new TtlDuration(Duration.ofDays(3650));

    /// The form of the text, for schemas.
    public static final String PATTERN = DurationText.PATTERN;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TtlDuration parse(String text) {
        return new TtlDuration(DurationText.parse(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return DurationText.format(value);
    }
}
