package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import social.coulomb.sandboxer.apiserver.schema.SchemaInvalid;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

/// The schemas that belong to no kind of their own and come with the program.
final class BundledSchemas {

    private BundledSchemas() {}

    /// The schema of `metadata`, which is the same for every kind.
    static StructuralSchema metadata() {
        return load("metadata.yaml");
    }

    /// The schema of the Scale of any custom kind.
    static StructuralSchema scale() {
        return load("scale.yaml");
    }

    private static StructuralSchema load(String resource) {
        try (InputStream stream = BundledSchemas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The schema " + resource + " is missing from the program");
            }
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return StructuralSchema.compile(JsonMapper.builder().build().valueToTree(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The schema " + resource, unreadable);
        } catch (SchemaInvalid invalid) {
            throw new IllegalStateException("The schema " + resource, invalid);
        }
    }
}
