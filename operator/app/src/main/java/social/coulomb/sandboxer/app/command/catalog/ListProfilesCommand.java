package social.coulomb.sandboxer.app.command.catalog;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.app.command.output.OutputOptions;

/// `sandboxer profiles list`: the recipes that there are.
@Command(name = "list", description = "Shows the recipes that there are.", mixinStandardHelpOptions = true)
final class ListProfilesCommand implements Callable<Integer> {

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
        CatalogOutput.profiles(
                        CatalogOptions.sorted(
                                catalog.profiles(), spec.commandLine().getErr()),
                        form)
                .forEach(out::println);
        return 0;
    }
}
