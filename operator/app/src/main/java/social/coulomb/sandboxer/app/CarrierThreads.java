package social.coulomb.sandboxer.app;

import java.util.Properties;

/// How many threads of the machine carry the virtual ones while the program starts: more than it has processors.
///
/// A virtual thread that waits until another has loaded or initialised a class keeps its carrier meanwhile.
/// With one carrier for each of two processors, two such waits are enough to stop every virtual thread for
/// ever, also the one that both wait for, and the API answers nothing any more. Most classes are loaded while
/// the program starts, by many threads at once; afterwards there are fewer.
final class CarrierThreads {

    static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";
    static final int FEWEST = 32;

    private CarrierThreads() {}

    /// To be called before the first virtual thread is made. Whoever starts the program may say otherwise.
    static void configure(Properties system, int processors) {
        system.putIfAbsent(PROPERTY, String.valueOf(Math.max(FEWEST, processors)));
    }
}
