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

/// The schema of `metadata`, which is the same for every kind.
final class MetadataSchema {

    private static final String RESOURCE = "metadata.yaml";

    private MetadataSchema() {}

    static StructuralSchema load() {
        try (InputStream stream = MetadataSchema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The schema of metadata is missing from the program");
            }
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return StructuralSchema.compile(JsonMapper.builder().build().valueToTree(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The schema of metadata", unreadable);
        } catch (SchemaInvalid invalid) {
            throw new IllegalStateException("The schema of metadata", invalid);
        }
    }
}
