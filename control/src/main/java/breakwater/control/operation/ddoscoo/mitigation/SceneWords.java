package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.protection.ScenePolicy;
import breakwater.control.protection.Scenes;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ProtectedInstance.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How scene policies stand on the wire. Functions that refuse. */
final class SceneWords {
    /** Characters of a name, counted in code points (ruling: the documents name no limit). */
    static final int NAME_MAX = 128;
    /** Milliseconds of the year 9999: what lies behind it is a slip. */
    private static final long MILLIS_MOST = 253_402_300_800_000L;

    private SceneWords() {
    }

    /** What a policy is to say, checked. */
    record Wanted(String name, Scene scene, Instant startsAt, Instant endsAt) {
    }

    static Wanted wanted(Call call, String name, String template, long startTime, long endTime) {
        int length = name.codePointCount(0, name.length());
        if (name.isBlank() || length > NAME_MAX) {
            throw invalid("Name", "it must have 1 to " + NAME_MAX + " characters");
        }
        Scene scene = scene(template);
        if (startTime < 0 || startTime >= MILLIS_MOST) {
            throw new Refusal(DdoscooError.INVALID_START_TIME);
        }
        if (startTime >= endTime) {
            throw new Refusal(DdoscooError.START_NOT_BEFORE_END);
        }
        if (endTime <= call.now().toEpochMilli() || endTime >= MILLIS_MOST) {
            throw new Refusal(DdoscooError.INVALID_END_TIME);
        }
        return new Wanted(name, scene, Instant.ofEpochMilli(startTime), Instant.ofEpochMilli(endTime));
    }

    /** The policy of this id; one answer for another account's and for one that nobody has. */
    static ScenePolicy policy(MitigationRooms rooms, Transaction transaction, Call call, String id) {
        return rooms.scenes().find(transaction, call.accountId(), id)
                .orElseThrow(() -> new Refusal(DdoscooError.SCENE_POLICY_NOT_FOUND));
    }

    /** The ids of the account's instances with these service addresses; InstanceNotFound if one has none. */
    static List<String> instances(MitigationRooms rooms, Transaction transaction, Call call, Optional<String> objectType, String objects) {
        String type = objectType.filter(Predicate.not(String::isEmpty)).orElse("Vip");
        if (type.equalsIgnoreCase("Domain")) {
            throw invalid("ObjectType", "domain names cannot be protected in this version: name service addresses with Vip");
        }
        if (!type.equalsIgnoreCase("Vip") && !type.equalsIgnoreCase("Ip")) {
            throw invalid("ObjectType", "it must be Vip");
        }
        List<String> addresses = Stream.of(objects.split(",")).map(String::strip).filter(Predicate.not(String::isEmpty)).distinct().toList();
        if (addresses.isEmpty()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "Objects");
        }
        if (addresses.size() > Scenes.OBJECTS_MAX) {
            throw new Refusal(DdoscooError.TOO_MANY_SCENE_OBJECTS, String.valueOf(Scenes.OBJECTS_MAX));
        }
        return addresses.stream().map(address -> rooms.lookup().instances()
                .findLiveOfAddress(transaction, call.now(), call.accountId(), address).map(DdosInstance::id)
                .orElseThrow(() -> new Refusal(DdoscooError.INSTANCE_NOT_FOUND))).toList();
    }

    static Scene scene(String template) {
        return switch (template) {
            case "promotion" -> Scene.PROMOTION;
            case "bypass" -> Scene.BYPASS;
            default -> throw invalid("Template", "it must be promotion or bypass");
        };
    }

    static String template(Scene scene) {
        return switch (scene) {
            case PROMOTION -> "promotion";
            case BYPASS -> "bypass";
            case NONE -> throw new IllegalStateException("a policy that says nothing");
        };
    }

    static int status(ScenePolicy.Phase phase) {
        return switch (phase) {
            case DISABLED -> 0;
            case PENDING -> 1;
            case RUNNING -> 2;
            case OVER -> 3;
        };
    }

    static int status(String word) {
        if (!word.matches("[0-3]")) {
            throw invalid("Status", "it must be 0, 1, 2 or 3");
        }
        return Integer.parseInt(word);
    }

    private static Refusal invalid(String parameter, String why) {
        return new Refusal(GatewayError.INVALID_PARAMETER, parameter, why);
    }
}
