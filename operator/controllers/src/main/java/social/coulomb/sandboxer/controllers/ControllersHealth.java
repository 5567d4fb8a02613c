package social.coulomb.sandboxer.controllers;

import java.util.List;

/// How the controllers fare.
///
/// @param problems what is wrong, one sentence each; empty when all is well
public record ControllersHealth(List<String> problems) {

    public ControllersHealth {
        problems = List.copyOf(problems);
    }

    public boolean isHealthy() {
        return problems.isEmpty();
    }
}
