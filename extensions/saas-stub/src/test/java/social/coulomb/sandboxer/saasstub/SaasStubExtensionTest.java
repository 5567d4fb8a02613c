package social.coulomb.sandboxer.saasstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Progress;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.capability.CostEstimating;
import social.coulomb.sandboxer.sdk.capability.Metering;

class SaasStubExtensionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StubFixture stub;

    @BeforeEach
    void makeStub() {
        stub = new StubFixture(folder);
    }

    @Test
    void whatWasMadeIsThereAfterAStartAnewAsOneFile() throws Exception {
        ProvisionRequest request = StubFixture.request(Map.of());
        stub.extension("{}").provision(request, stub.context());

        assertThat(stub.extension("{region: elsewhere}").observe(request.reference(), stub.context()))
                .isInstanceOfSatisfying(Observation.Running.class, running -> {
                    assertThat(running.reachability().host()).endsWith(".local.stub.invalid");
                    assertThat(running.reachability().endpoints())
                            .singleElement()
                            .satisfies(
                                    endpoint -> assertThat(endpoint.service()).isEqualTo("stub"));
                });
        assertThat(sandboxFiles())
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file))
                        .contains(request.identity().uid(), "\"incarnation\":1", "\"ready_at\""));
    }

    @Test
    void whatIsHalfMadeIsCompletedByTheNextAttempt() throws Exception {
        ProvisionRequest slow = StubFixture.request(Map.of("stub_provision_ms", "60000"));
        Cancellation cancellation = new Cancellation();
        new StubAccount(folder.resolve("ext.saas-stub"), stub.clock)
                .create(new StubSandbox(slow.identity(), "local", BigDecimal.ONE, stub.clock.instant(), null), null);
        Extension extension = stub.extension("{}");
        assertThat(extension.observe(slow.reference(), stub.context())).isInstanceOf(Observation.Partial.class);
        cancellation.cancel();
        assertThatExceptionOfType(ExtensionFailure.Cancelled.class)
                .isThrownBy(() -> extension.provision(
                        slow, new OperationContext(Progress.SILENT, cancellation, stub.clock.instant())));

        extension.provision(StubFixture.request(slow.identity(), Map.of()), stub.context());

        assertThat(extension.observe(slow.reference(), stub.context())).isInstanceOf(Observation.Running.class);
        assertThat(sandboxFiles()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"transient, Transient", "refused, Refused", "waiting, Waiting"})
    void aRequestCanAskForAFailure(String word, String kind) throws Exception {
        Extension extension = stub.extension("{}");
        ProvisionRequest request = StubFixture.request(Map.of("stub_fail", word));

        assertThatExceptionOfType(ExtensionFailure.class)
                .isThrownBy(() -> extension.provision(request, stub.context()))
                .satisfies(failure ->
                        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind));

        extension.teardown(request.reference(), stub.context());
        assertThat(sandboxFiles()).isEmpty();
    }

    @Test
    void aRefusalLeavesNothingAndADisturbanceSometimesAPart() throws Exception {
        Extension disturbed = stub.extension("{failure_rate: 1}");
        for (int index = 0; index < 40; index++) {
            assertThatExceptionOfType(ExtensionFailure.Transient.class)
                    .isThrownBy(() -> disturbed.provision(StubFixture.request(Map.of()), stub.context()));
        }
        assertThat(sandboxFiles()).hasSizeBetween(1, 39);
        int parts = sandboxFiles().size();

        Extension refusing = stub.extension("{failure_rate: 1, failure: refused}");
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> refusing.provision(StubFixture.request(Map.of()), stub.context()));
        assertThat(sandboxFiles()).hasSize(parts);
    }

    @Test
    void theQuotaIsNeverExceededAndIsFreedByATeardown() throws Exception {
        Extension extension = stub.extension("{quota: 5}");
        CountDownLatch start = new CountDownLatch(1);
        var requests = IntStream.range(0, 20)
                .mapToObj(index -> StubFixture.request(Map.of()))
                .toList();
        var threads = requests.stream()
                .map(request -> Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                        extension.provision(request, stub.context());
                    } catch (ExtensionFailure.Waiting e) {
                        assertThat(e.reason()).isEqualTo("QuotaExhausted");
                    } catch (ExtensionFailure | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(sandboxFiles()).hasSize(5);
        for (ProvisionRequest request : requests) {
            extension.teardown(request.reference(), stub.context());
        }

        extension.provision(StubFixture.request(Map.of()), stub.context());

        assertThat(sandboxFiles()).hasSize(1);
    }

    @Test
    void theMeterRunsWhileItExistsAndIsReadAfterTheEnd() throws Exception {
        Extension extension = stub.extension("{cost_per_hour_usd: 1.20}");
        ProvisionRequest request = StubFixture.request(Map.of());
        Instant begun = stub.clock.instant();
        extension.provision(request, stub.context());
        stub.clock.forward(Duration.ofMinutes(30));
        assertThat(meter(extension, request).costUsd()).isEqualByComparingTo("0.60");
        stub.clock.forward(Duration.ofMinutes(30));
        extension.teardown(request.reference(), stub.context());
        stub.clock.forward(Duration.ofMinutes(30));

        Metering.MeterReading reading = meter(stub.extension("{cost_per_hour_usd: 9}"), request);

        assertThat(reading)
                .isEqualTo(
                        new Metering.MeterReading(begun, begun.plus(Duration.ofHours(1)), new BigDecimal("1.200000")));
    }

    @Test
    void aSandboxThatIsMadeAgainIsChargedForBothTimesAndForNoneTwice() throws Exception {
        Extension extension = stub.extension("{cost_per_hour_usd: 1}");
        ProvisionRequest request = StubFixture.request(Map.of());
        for (int time = 0; time < 2; time++) {
            extension.provision(request, stub.context());
            StubSandbox half =
                    StubSandbox.fromJson(Files.readAllBytes(sandboxFiles().getFirst()));
            stub.clock.forward(Duration.ofHours(1));
            // Charged, and killed before the sandbox was forgotten: the next teardown charges again.
            new UsageBook(folder.resolve("ext.saas-stub/usage")).charge(half, stub.clock.instant());
            stub.clock.forward(Duration.ofHours(1));
            extension.teardown(request.reference(), stub.context());
        }

        assertThat(meter(extension, request).costUsd()).isEqualByComparingTo("2");
    }

    @Test
    void aTornLineOfTheBookIsPassedOver() throws Exception {
        Extension extension = stub.extension("{cost_per_hour_usd: 1}");
        ProvisionRequest request = StubFixture.request(Map.of());
        Path book = folder.resolve("ext.saas-stub/usage")
                .resolve(request.identity().sandboxId().substring(0, 2) + ".jsonl");
        Files.createDirectories(book.getParent());
        Files.writeString(book, "\n{\"sandbox\":\"" + request.identity().backendName() + "\",\"insta");
        extension.provision(request, stub.context());
        stub.clock.forward(Duration.ofHours(1));
        extension.teardown(request.reference(), stub.context());

        assertThat(meter(extension, request).costUsd()).isEqualByComparingTo("1");
    }

    @Test
    void thePriceIsTheEstimate() throws Exception {
        CostEstimating stubbed = (CostEstimating) stub.extension("{cost_per_hour_usd: 0.30}");

        CostEstimating.CostEstimate estimate =
                stubbed.estimateCost(StubFixture.profile(), Map.of(), Duration.ofMinutes(10));

        assertThat(estimate.perHourUsd()).isEqualByComparingTo("0.30");
        assertThat(estimate.totalUsd()).isEqualByComparingTo("0.05");
    }

    @Test
    void withoutItsCredentialNothingIsMadeAndNothingIsProvenAbsent() throws Exception {
        Extension extension = stub.extension("{credential_env: STUB_KEY, secret_ref: stub-key}");
        ProvisionRequest request = StubFixture.request(Map.of());

        assertThatExceptionOfType(ExtensionFailure.Waiting.class)
                .isThrownBy(() -> extension.provision(request, stub.context()))
                .withMessageContaining("set STUB_KEY or SANDBOXER_SECRET_STUB_KEY");
        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(() -> extension.observe(request.reference(), stub.context()));

        stub.environment.put("SANDBOXER_SECRET_STUB_KEY", "s3cret");
        extension.provision(request, stub.context());
        assertThat(sandboxFiles())
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file)).doesNotContain("s3cret"));
    }

    @Test
    void everyUnknownInputIsNamed() throws Exception {
        Extension extension = stub.extension("{}");

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> extension.provision(
                        StubFixture.request(Map.of("size", "xl", "colour", "blue")), stub.context()))
                .withMessageContaining("colour, size")
                .withMessageContaining("repo, stub_fail, stub_provision_ms");
    }

    @Test
    void aFolderThatCannotBeReadIsNoProofOfAbsence() throws Exception {
        ProvisionRequest request = StubFixture.request(Map.of());
        Extension extension = stub.extension("{}");
        extension.provision(request, stub.context());
        Files.writeString(sandboxFiles().getFirst(), "{");

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(() -> extension.observe(request.reference(), stub.context()))
                .withMessageContaining("sbx-");
    }

    private Metering.MeterReading meter(Extension extension, ProvisionRequest request) throws ExtensionFailure {
        return ((Metering) extension).readMeter(request.reference(), stub.context());
    }

    private List<Path> sandboxFiles() throws Exception {
        Path sandboxes = folder.resolve("ext.saas-stub/sandboxes");
        if (!Files.exists(sandboxes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sandboxes)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
