package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Compiles expressions that may use the functions Kubernetes offers to validation rules. Immutable and
/// thread-safe.
public final class CelEnvironment {
    /// One evaluation may take this many steps through lists and maps, counted over all nested loops.
    private static final int ITERATIONS = 200_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .enableOptionalSyntax(true)
            .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;

    private CelEnvironment(FunctionLibrary functions) {
        this.compiler = compiler(functions);
        this.runtime = runtime(functions);
    }

    private static CelCompiler compiler(FunctionLibrary functions) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.optional(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.lists(),
                        CelExtensions.bindings(),
                        CelExtensions.comprehensions(),
                        functions)
                .build();
    }

    private static CelRuntime runtime(FunctionLibrary functions) {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .excludeFunctions(StandardFunction.EQUALS, StandardFunction.NOT_EQUALS)
                        .build())
                .addFunctionBindings(new Equality(OPTIONS).bindings())
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.optional(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.lists(),
                        CelExtensions.comprehensions(),
                        functions)
                .build();
    }

    /// The environment of a Kubernetes API server. Built at the first call, then shared.
    public static CelEnvironment kubernetes() {
        return Shared.KUBERNETES;
    }

    /// Compiles one expression.
    ///
    /// @param types resolves the names of the structures that variables refer to
    /// @throws CelFailure when the expression is malformed or does not fit the types
    public CelExpression compile(String source, Map<String, CelType> variables, CelTypeProvider types)
            throws CelFailure {
        CelCompilerBuilder builder = compiler.toCompilerBuilder().setTypeProvider(types);
        variables.forEach(builder::addVar);
        try {
            CelAbstractSyntaxTree tree = builder.build().compile(source).getAst();
            return new CelExpression(tree, runtime.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException malformed) {
            String message = String.valueOf(malformed.getMessage());
            throw new CelFailure(CelFailure.Kind.COMPILATION, message, malformed);
        }
    }

    /// Defers the cost of building the environment until a rule is met.
    private static final class Shared {
        private static final CelEnvironment KUBERNETES = new CelEnvironment(new FunctionLibrary(Stream.of(
                        ListFunctions.all(),
                        RegexFunctions.all(),
                        UrlFunctions.all(),
                        IpFunctions.all(),
                        CidrFunctions.all(),
                        QuantityFunctions.all(),
                        VersionFunctions.all(),
                        NamedFormatFunctions.all(),
                        TextFormatFunctions.all())
                .flatMap(List::stream)
                .toList()));
    }
}
