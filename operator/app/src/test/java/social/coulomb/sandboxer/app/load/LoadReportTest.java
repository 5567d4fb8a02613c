package social.coulomb.sandboxer.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoadReportTest {

    @Test
    void aPercentileIsTheSmallestValueThatSoManyReach() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();

        assertThat(LoadReport.percentile(hundred, 50)).isEqualTo(50);
        assertThat(LoadReport.percentile(hundred, 99)).isEqualTo(99);
        assertThat(LoadReport.percentile(List.of(1.0, 2.0, 3.0), 50)).isEqualTo(2);
        assertThat(LoadReport.percentile(List.of(1.0, 2.0, 3.0), 99)).isEqualTo(3);
        assertThat(LoadReport.percentile(List.of(4.0), 90)).isEqualTo(4);
    }
}
