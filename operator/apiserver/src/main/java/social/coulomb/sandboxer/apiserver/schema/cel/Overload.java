package social.coulomb.sandboxer.apiserver.schema.cel;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.List;

/// One way to call a function: what it takes, what it gives, and what it does.
///
/// @param function the name in expressions; the declaration's id is unique among all overloads
record Overload(String function, CelOverloadDecl declaration, CelFunctionBinding binding) {
    /// `function()`.
    static Overload constant(String function, String id, CelType result, CelFunctionOverload body) {
        return new Overload(
                function, CelOverloadDecl.newGlobalOverload(id, result), CelFunctionBinding.from(id, List.of(), body));
    }

    /// `function(argument)`.
    static <A> Overload global(
            String function, String id, CelType result, Parameter<A> argument, CelFunctionOverload.Unary<A> body) {
        return new Overload(
                function,
                CelOverloadDecl.newGlobalOverload(id, result, argument.type()),
                CelFunctionBinding.from(id, argument.held(), body));
    }

    /// `function(first, second)`.
    static <A, B> Overload global(
            String function,
            String id,
            CelType result,
            Parameter<A> first,
            Parameter<B> second,
            CelFunctionOverload.Binary<A, B> body) {
        return new Overload(
                function,
                CelOverloadDecl.newGlobalOverload(id, result, first.type(), second.type()),
                CelFunctionBinding.from(id, first.held(), second.held(), body));
    }

    /// `target.function()`.
    static <A> Overload member(
            String function, String id, CelType result, Parameter<A> target, CelFunctionOverload.Unary<A> body) {
        return new Overload(
                function,
                CelOverloadDecl.newMemberOverload(id, result, target.type()),
                CelFunctionBinding.from(id, target.held(), body));
    }

    /// `target.function(argument)`.
    static <A, B> Overload member(
            String function,
            String id,
            CelType result,
            Parameter<A> target,
            Parameter<B> argument,
            CelFunctionOverload.Binary<A, B> body) {
        return new Overload(
                function,
                CelOverloadDecl.newMemberOverload(id, result, target.type(), argument.type()),
                CelFunctionBinding.from(id, target.held(), argument.held(), body));
    }
}
