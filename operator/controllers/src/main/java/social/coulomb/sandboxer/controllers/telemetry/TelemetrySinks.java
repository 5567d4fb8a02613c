package social.coulomb.sandboxer.controllers.telemetry;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;

/// Several sinks as one: what fails in one is logged and reaches the others all the same.
public final class TelemetrySinks implements TelemetrySink {

    private static final Logger LOG = LoggerFactory.getLogger(TelemetrySinks.class);

    private final List<TelemetrySink> sinks;

    public TelemetrySinks(List<TelemetrySink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void established(IntrospectionReport report) {
        each(sink -> sink.established(report));
    }

    @Override
    public void destroyed(IntrospectionReport.Subject subject, ProvisionDelta delta) {
        each(sink -> sink.destroyed(subject, delta));
    }

    private void each(Consumer<TelemetrySink> telling) {
        for (TelemetrySink sink : sinks) {
            try {
                telling.accept(sink);
            } catch (RuntimeException e) {
                LOG.warn("Telemetry could not be delivered: {}", e.getMessage(), e);
            }
        }
    }
}
