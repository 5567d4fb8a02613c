package social.coulomb.sandboxer.app.command.catalog;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;

/// `sandboxer extensions list`: the backends that there are, and whether they can be used.
@Command(
        name = "list",
        description = "Shows the backends that there are, and whether they can be used.",
        mixinStandardHelpOptions = true)
final class ListExtensionsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final CatalogOptions options = new CatalogOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        OutputForm form = output.formOr(OutputForm.TABLE);
        PrintWriter out = spec.commandLine().getOut();
        CatalogFiles catalog = options.read();
        CatalogOutput.extensions(
                        catalog,
                        CatalogOptions.sorted(
                                catalog.extensions(), spec.commandLine().getErr()),
                        form)
                .forEach(out::println);
        return 0;
    }
}
