package social.coulomb.sandboxer.composessh.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineWordsTest {

    @Test
    void warningsOfTheLogAreLeftOut() {
        assertThat(EngineWords.essence("""
                service web: image localhost/no/such:1 cannot be pulled
                time="2026-11-22T05:54:46Z" level=warning msg="Failed, retrying in 1s ... (1/3). Error: refused"
                Error: initializing source docker://localhost/no/such:1: connection refused""")).isEqualTo("""
                        service web: image localhost/no/such:1 cannot be pulled
                        Error: initializing source docker://localhost/no/such:1: connection refused""");
    }

    @Test
    void errorsOfTheLogAreSaidWithoutTheirTime() {
        assertThat(EngineWords.essence("time=\"2026-11-22T05:54:46Z\" level=error msg=\"no \\\"such\\\" image\""))
                .isEqualTo("no \"such\" image");
        assertThat(EngineWords.essence("time=\"now\" level=fatal msg=refused")).isEqualTo("refused");
    }

    @Test
    void whatServicesSayThemselvesStays() {
        String said = "level=warning is what my own log looks like";

        assertThat(EngineWords.essence(said)).isEqualTo(said);
    }
}
