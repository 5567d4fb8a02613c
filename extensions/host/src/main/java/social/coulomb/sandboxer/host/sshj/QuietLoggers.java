package social.coulomb.sandboxer.host.sshj;

import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// Keeps sshj from logging, with stack traces, what it also throws and we report; everything is there at level
/// debug.
final class QuietLoggers implements LoggerFactory {
    @Override
    public Logger getLogger(String name) {
        Logger logger = org.slf4j.LoggerFactory.getLogger(name);
        return logger.isDebugEnabled() ? logger : NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }
}
