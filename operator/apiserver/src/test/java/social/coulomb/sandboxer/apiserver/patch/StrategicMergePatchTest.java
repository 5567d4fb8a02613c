package social.coulomb.sandboxer.apiserver.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.apiserver.schema.SchemaInvalid;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

class StrategicMergePatchTest {
    private static final String ITEM = "{'type':'object','required':['n'],'properties':"
            + "{'n':{'type':'string'},'v':{'type':'integer'},'w':{'type':'integer'}}}";
    private static final SchemaNode SCHEMA = schema("{'type':'object','properties':{"
            + "'data':{'type':'object','additionalProperties':{'type':'string'}},"
            + "'set':{'type':'array','x-kubernetes-list-type':'set','items':{'type':'string'}},"
            + "'plain':{'type':'array','items':{'type':'string'}},"
            + "'map':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['n'],'items':"
            + ITEM + "}}}");

    private static SchemaNode schema(String json) {
        try {
            return StructuralSchema.compile((ObjectNode) Trees.json(json)).root();
        } catch (SchemaInvalid invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'data':{'a':'1'}} | {'data':{'b':'2'}} | {'data':{'a':'1','b':'2'}}",
                "{'data':{'a':'1'}} | {'data':{'a':null}} | {'data':{}}",
                "{'data':{'a':'1'}} | {'data':null} | {}",
                "{} | {'data':{'a':null,'b':'2'}} | {'data':{'b':'2'}}",
                "{'data':{'a':'1'}} | {'data':{'$patch':'replace','z':'9'}} | {'data':{'z':'9'}}",
                "{'data':{'a':'1'}} | {'data':{'$patch':'delete'}} | {'data':{}}",
                "{'data':{'a':'1','b':'2'}} | {'data':{'$retainKeys':['a','c'],'c':'3'}} | {'data':{'a':'1','c':'3'}}",
                "{'plain':['a']} | {'plain':['b']} | {'plain':['b']}",
                "{'set':['a']} | {'set':['b','a']} | {'set':['a','b']}",
                "{'set':['a','b','c']} | {'$deleteFromPrimitiveList/set':['a','c']} | {'set':['b']}",
                "{'set':['a','b']} | {'$deleteFromPrimitiveList/set':['a'],'set':['c']} | {'set':['b','c']}",
                "{'set':['a','b']} | {'$setElementOrder/set':['c','a','b'],'set':['c']} | {'set':['c','a','b']}",
                "{'map':[{'n':'a','v':1}]} | {'map':[{'n':'a','w':2}]} | {'map':[{'n':'a','v':1,'w':2}]}",
                "{'map':[{'n':'a','v':1}]} | {'map':[{'n':'a','v':null}]} | {'map':[{'n':'a'}]}",
                "{'map':[{'n':'a'}]} | {'map':[{'n':'b'}]} | {'map':[{'n':'a'},{'n':'b'}]}",
                "{'map':[{'n':'a'},{'n':'b'}]} | {'map':[{'n':'a','$patch':'delete'}]} | {'map':[{'n':'b'}]}",
                "{'map':[{'n':'a'}]} | {'map':[{'$patch':'replace'},{'n':'z'}]} | {'map':[{'n':'z'}]}",
                "{'map':[{'n':'a'},{'n':'b'},{'n':'c'}]} | {'$setElementOrder/map':[{'n':'c'},{'n':'a'}],'map':[]}"
                        + " | {'map':[{'n':'b'},{'n':'c'},{'n':'a'}]}",
            })
    void mergesAsTheSchemaAndTheDirectivesSay(String target, String patch, String result) throws PatchRefused {
        ObjectNode before = (ObjectNode) Trees.json(target);

        assertThat(StrategicMergePatch.apply(before, (ObjectNode) Trees.json(patch), SCHEMA))
                .isEqualTo(Trees.json(result));
        assertThat(before).as("the target stays as it was").isEqualTo(Trees.json(target));
    }

    @Test
    void finalizersAndOwnersMergeWhateverTheKind() throws PatchRefused {
        ObjectNode target = (ObjectNode)
                Trees.json("{'metadata':{'finalizers':['a/a'],'ownerReferences':[{'uid':'1','name':'x'}]}}");
        ObjectNode patch = (ObjectNode)
                Trees.json("{'metadata':{'finalizers':['b/b'],'ownerReferences':[{'uid':'2','name':'y'}]}}");

        assertThat(StrategicMergePatch.apply(target, patch, SchemaNode.ANYTHING))
                .isEqualTo(Trees.json("{'metadata':{'finalizers':['a/a','b/b'],"
                        + "'ownerReferences':[{'uid':'1','name':'x'},{'uid':'2','name':'y'}]}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data':{'$patch':'explode'}}",
                "{'map':[{'n':'a','$patch':'explode'}]}",
                "{'map':['a']}",
                "{'map':[{'v':1}]}",
                "{'data':{'$retainKeys':'a'}}",
                "{'$setElementOrder/set':'a'}",
                "{'$deleteFromPrimitiveList/set':'a'}"
            })
    void brokenDirectivesAreMalformed(String patch) {
        assertThatThrownBy(() -> StrategicMergePatch.apply(
                        (ObjectNode) Trees.json("{'map':[{'n':'a'}],'set':['a']}"),
                        (ObjectNode) Trees.json(patch),
                        SCHEMA))
                .isInstanceOf(PatchMalformed.class);
    }
}
