package social.coulomb.sandboxer.app.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// All sandboxes of one run, and what the watch says of them. Thread-safe.
final class Lives {

    private final Map<String, Life> lives = new ConcurrentHashMap<>();
    private final Consumer<Life> onReady;

    /// @param onReady told once of each; must not block
    Lives(Consumer<Life> onReady) {
        this.onReady = onReady;
    }

    Life begin(String name, long scheduled) {
        Life life = new Life(name, scheduled);
        lives.put(name, life);
        return life;
    }

    Collection<Life> all() {
        return lives.values();
    }

    List<Life> named(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(lives.get(name)))
                .toList();
    }

    /// Takes one event of the watch. Called by one thread only.
    void accept(JsonNode event) {
        JsonNode object = event.path("object");
        Life life = lives.get(object.path("metadata").path("name").asText());
        String type = event.path("type").asText();
        if (life == null || type.equals("ADDED")) {
            return;
        }
        if (object.path("status").path("state").asText().equals("Failed")) {
            life.failed();
        }
        if (life.changed(isReady(object), type.equals("DELETED"))) {
            onReady.accept(life);
        }
    }

    private static boolean isReady(JsonNode object) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
