using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Kubernetes.Validation.CustomResources;

/// <summary>What a schema asks of one value whatever is in it: type, enumeration, bounds of numbers, texts, lists and maps.</summary>
internal static class ScalarRules
{
    /// <summary>Judges a value.</summary>
    /// <returns>Whether its type is the schema's, so that what is in it can be judged too.</returns>
    public static bool Apply(Node value, SchemaLevel level, Faults faults)
    {
        var type = TypeOf(value);
        if (!Fits(value, type, level))
        {
            var expected = level.IsEither ? "integer,string" : level.Type;
            faults.Tell(FaultReason.TypeInvalid, value, $"Invalid value: \"{type}\": {Name(value, faults)} in body must be of type {expected}: \"{type}\"");
            return false;
        }

        Enumeration(value, level, faults);
        switch (value.Kind)
        {
            case NodeKind.String:
                Text(value, level, faults);
                break;
            case NodeKind.Int or NodeKind.UInt or NodeKind.Double:
                Number(value, level, faults);
                break;
            case NodeKind.List:
                Amount(value, level, "Items", faults);
                break;
            case NodeKind.Map:
                Amount(value, level, "Properties", faults);
                break;
        }

        return true;
    }

    private static string TypeOf(Node value) => value.Kind switch
    {
        NodeKind.Bool => "boolean",
        NodeKind.Int or NodeKind.UInt => "integer",
        NodeKind.Double => "number",
        NodeKind.String => "string",
        NodeKind.List => "array",
        NodeKind.Map => "object",
        _ => "null",
    };

    private static bool Fits(Node value, string type, SchemaLevel level)
    {
        if (type == "null")
        {
            return level.IsNullable || level is { Type: "", IsEither: false };
        }

        if (level.IsEither)
        {
            return type is "integer" or "string" || IsWhole(value);
        }

        return level.Type.Length == 0 || type == level.Type || (level.Type == "number" && type == "integer") || (level.Type == "integer" && IsWhole(value));
    }

    private static bool IsWhole(Node value) => value.Kind == NodeKind.Double && value.Double == Math.Floor(value.Double) && double.IsFinite(value.Double);

    private static void Enumeration(Node value, SchemaLevel level, Faults faults)
    {
        if (level.Enum.Count == 0 || value.Kind == NodeKind.Null)
        {
            return;
        }

        foreach (var one in level.Enum.Items)
        {
            if (SameValue.Are(one, value) || (Amount(one) is { } left && Amount(value) is { } right && left.Equals(right)))
            {
                return;
            }
        }

        var taken = Rules.PodRules.Items(level.Enum).Select(one => $"\"{(one.Kind == NodeKind.String ? one.AsString() : NodeJson.Text(one))}\"");
        faults.Tell(FaultReason.NotSupported, value, "Unsupported value: supported values: " + string.Join(", ", taken));
    }

    private static void Text(Node value, SchemaLevel level, Faults faults)
    {
        var text = value.AsString()!;
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        if (level.Bound("maxLength") is { } most && length > most)
        {
            faults.TooLong(value, $"may not be more than {Whole(most)} bytes");
        }

        if (level.Bound("minLength") is { } least && length < least)
        {
            faults.Tell(FaultReason.Invalid, value, $"Invalid value: {Name(value, faults)} in body should be at least {Whole(least)} chars long");
        }

        if (level.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            faults.Tell(FaultReason.Invalid, value, $"Invalid value: {Name(value, faults)} in body should match '{pattern.Pattern}'");
        }

        if (level.Format.Length > 0 && !level.IsEither && !SchemaFormats.Holds(level.Format, text))
        {
            faults.Tell(FaultReason.Invalid, value, $"Invalid value: {Name(value, faults)} in body must be of type {level.Format}");
        }
    }

    private static void Number(Node value, SchemaLevel level, Faults faults)
    {
        var number = Amount(value)!.Value;
        void Wrong(string words) => faults.Invalid(value, $"{Name(value, faults)} in body should be {words}");
        if (level.Bound("minimum") is { } least)
        {
            var isOpen = level.At["exclusiveMinimum"].IsTrue;
            if (isOpen ? number <= least : number < least)
            {
                Wrong($"greater than {(isOpen ? "" : "or equal to ")}{Number(least)}");
            }
        }

        if (level.Bound("maximum") is { } most)
        {
            var isOpen = level.At["exclusiveMaximum"].IsTrue;
            if (isOpen ? number >= most : number > most)
            {
                Wrong($"less than {(isOpen ? "" : "or equal to ")}{Number(most)}");
            }
        }

        if (level.Bound("multipleOf") is { } factor && factor > 0 && Math.IEEERemainder(number, factor) != 0)
        {
            Wrong($"a multiple of {Number(factor)}");
        }

        if (level is { Type: "integer", Format: "int32" } && (number < int.MinValue || number > int.MaxValue))
        {
            faults.Tell(FaultReason.Invalid, value, $"Invalid value: {Name(value, faults)} in body must be of type integer with format int32");
        }
    }

    private static void Amount(Node value, SchemaLevel level, string what, Faults faults)
    {
        if (level.Bound("max" + what) is { } most && value.Count > most)
        {
            faults.TooMany(value, $"{value.Count}: must have at most {Whole(most)} items");
        }

        if (level.Bound("min" + what) is { } least && value.Count < least)
        {
            faults.Tell(FaultReason.Invalid, value, $"Invalid value: {Name(value, faults)} in body should have at least {Whole(least)} {what.ToLowerInvariant()}");
        }
    }

    private static double? Amount(Node value) => value.Kind switch
    {
        NodeKind.Int => value.Int,
        NodeKind.UInt => value.UInt,
        NodeKind.Double => value.Double,
        _ => null,
    };

    private static string Name(Node value, Faults faults) => faults.PathOf(value);

    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);

    // As Go's %v writes a float64.
    private static string Number(double number)
    {
        if (number != 0 && (Math.Abs(number) >= 1e6 || Math.Abs(number) < 1e-4))
        {
            return number.ToString("0.################e+00", CultureInfo.InvariantCulture);
        }

        return number.ToString("0.#################", CultureInfo.InvariantCulture);
    }
}
