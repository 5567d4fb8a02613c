package social.coulomb.sandboxer.apiserver.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;

/// Numbers as trees hold them: whole ones as the smallest whole type, whatever they were written as. Pure.
final class Numbers {

    private static final double EXACT = 1e15;

    private Numbers() {}

    static JsonNode of(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? of(BigInteger.valueOf((long) value))
                : DoubleNode.valueOf(value);
    }

    static JsonNode of(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return JsonNodeFactory.instance.numberNode(value.intValue());
        }
        // Beyond 64 bits Kubernetes keeps the size of a number but not its digits.
        return value.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(value.longValue())
                : DoubleNode.valueOf(value.doubleValue());
    }
}
