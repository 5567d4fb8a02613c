package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.parser.CelParserBuilder;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes a set of functions known to the compiler and to the runtime.
final class FunctionLibrary implements CelCompilerLibrary, CelRuntimeLibrary {
    /// Functions to which the standard library already dispatches: ours are added beside its own.
    private static final Set<String> EXTENDED = Set.of("string", "indexOf", "lastIndexOf");

    private final Map<String, List<Overload>> byFunction;

    FunctionLibrary(List<Overload> overloads) {
        this.byFunction = overloads.stream()
                .collect(Collectors.groupingBy(Overload::function, TreeMap::new, Collectors.toList()));
    }

    @Override
    public void setParserOptions(CelParserBuilder parser) {
        // There are no macros of our own.
    }

    @Override
    public void setCheckerOptions(CelCheckerBuilder checker) {
        byFunction.forEach(
                (function, overloads) -> checker.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        function, overloads.stream().map(Overload::declaration).toList())));
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime) {
        byFunction.forEach((function, overloads) -> {
            List<CelFunctionBinding> bindings =
                    overloads.stream().map(Overload::binding).toList();
            runtime.addFunctionBindings(
                    EXTENDED.contains(function) ? bindings : CelFunctionBinding.fromOverloads(function, bindings));
        });
    }
}
