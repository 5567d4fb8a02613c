package social.coulomb.sandboxer.apiserver.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The objects that the store's tests write.
final class Widgets {

    static final CollectionKey EVERYWHERE = CollectionKey.all("probe.example.com", "widgets");
    static final Expectation ABSENT = new Expectation.Absent();
    static final Expectation ANY = new Expectation.Any();

    private Widgets() {}

    static ObjectKey key(String name) {
        return key("default", name);
    }

    static ObjectKey key(String namespace, String name) {
        return new ObjectKey("probe.example.com", "widgets", namespace, name);
    }

    static CollectionKey in(String namespace) {
        return CollectionKey.inNamespace("probe.example.com", "widgets", namespace);
    }

    /// An object whose specification is one text.
    static ObjectNode widget(ObjectKey key, String size) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "probe.example.com/v1").put("kind", "Widget");
        object.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
        object.putObject("spec").put("size", size);
        return object;
    }

    static String sizeOf(StoredObject object) {
        return object.tree().at("/spec/size").asText();
    }

    static String versionOf(StoredObject object) {
        return object.tree().at("/metadata/resourceVersion").asText();
    }

    /// Each item as `name=size`.
    static List<String> describe(Listing listing) {
        return listing.items().stream()
                .map(item -> item.key().name() + "=" + sizeOf(item))
                .toList();
    }

    /// What is there to poll at once, each as `TYPE name=size@revision`.
    static List<String> drain(Subscription subscription) throws InterruptedException, SubscriberTooSlow {
        List<String> found = new ArrayList<>();
        for (StoreEvent event = subscription.poll(Duration.ZERO);
                event != null;
                event = subscription.poll(Duration.ZERO)) {
            StoredObject object = event.object();
            found.add(event.type() + " " + object.key().name() + "=" + sizeOf(object) + "@" + event.revision());
        }
        return found;
    }
}
