package social.coulomb.sandboxer.composessh.model;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/// Which plain YAML words are no text: those of YAML 1.2, as the present compose programs read it.
///
/// YAML 1.1 would take the port mapping `2222:22` for a number to base 60, and `yes` for a truth value.
final class CompactYamlTypes extends Resolver {

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
        addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL| "), "~nN\0");
        addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
        addImplicitResolver(Tag.INT, Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})"), "-+0123456789");
        addImplicitResolver(Tag.FLOAT, Pattern.compile("[-+]?[0-9]{1,17}\\.[0-9]{1,17}"), "-+0123456789");
        addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
    }
}
