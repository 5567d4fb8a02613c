package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import social.coulomb.sandboxer.sdk.DurationText;

/// A duration as it stands in a catalog file: `90s 30m 2h 1d`.
public record TtlDuration(Duration value) {

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
