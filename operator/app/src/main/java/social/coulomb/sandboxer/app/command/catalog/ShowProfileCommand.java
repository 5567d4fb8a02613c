package social.coulomb.sandboxer.app.command.catalog;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;
import social.coulomb.sandboxer.app.command.output.Printing;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// `sandboxer profiles show`: one of them, as its file says it.
@Command(name = "show", description = "Shows one of them, as its file says it.", mixinStandardHelpOptions = true)
final class ShowProfileCommand implements Callable<Integer> {

    private static final String PREFIX = "profile.";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final CatalogOptions options = new CatalogOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "ID", description = "Its id, with or without '" + PREFIX + "'.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.formOr(OutputForm.YAML);
        PrintWriter out = spec.commandLine().getOut();
        CatalogFiles catalog = options.read();
        CatalogEntry<Profile> found = options.require(catalog.profiles(), PREFIX, id);
        switch (form) {
            case JSON -> out.println(Printing.json(CatalogOutput.document(found)));
            case YAML -> out.println(found.text().stripTrailing());
            default -> CatalogOutput.profiles(List.of(found), form).forEach(out::println);
        }
        return 0;
    }
}
