package social.coulomb.sandboxer.apiserver.body;

import social.coulomb.sandboxer.apiserver.objects.RequestBody;

final class ProtobufBody {
    private ProtobufBody() {}

    static RequestBody read(byte[] bytes) throws MalformedBody {
        throw new MalformedBody("");
    }
}
