using System.Globalization;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation;

/// <summary>One check of one value; <see cref="FieldRule"/> says how they are written.</summary>
internal abstract class Check(string? message)
{
    protected string? Message => message;

    /// <summary>How many words follow a check's name.</summary>
    public static int Arguments(string name) => name switch
    {
        "required" or "never" => 0,
        "range" or "range?" => 2,
        _ => 1,
    };

    public static Check Of(string name, List<string> arguments, string? message) => name switch
    {
        "required" => new Required(message),
        "never" => new Never(message),
        "enum" => new OneOf(arguments[0].Split(','), empty: false),
        "enum!" => new OneOf(arguments[0].Split(','), empty: true),
        "is" => new Format(arguments[0], empty: false),
        "is!" => new Format(arguments[0], empty: true),
        "is+" => new Format(arguments[0], empty: true, missing: true),
        "range" => new Range(Number(arguments[0]), Number(arguments[1]), zero: true, message),
        "range?" => new Range(Number(arguments[0]), Number(arguments[1]), zero: false, message),
        "min" => new Least(Number(arguments[0]), message),
        "unique" => new Unique(arguments[0]),
        _ => throw new InvalidOperationException($"`{name}` is no check"),
    };

    /// <summary>Whether it has something to say of a value that is not there.</summary>
    public virtual bool AsksMissing => false;

    /// <summary>Tells what is wrong.</summary>
    /// <returns>Whether the checks behind this one are to be asked.</returns>
    public abstract bool Holds(Node value, Spot spot, Faults faults);

    /// <summary>Whether a value is missing, or its Go type's zero.</summary>
    public static bool IsEmpty(Node value) => value.Kind switch
    {
        NodeKind.None or NodeKind.Null => true,
        NodeKind.String => value.Text.IsEmpty,
        NodeKind.Int => value.Int == 0,
        NodeKind.List => value.Count == 0,
        _ => false,
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Required(string? message) : Check(message)
    {
        public override bool AsksMissing => true;

        public override bool Holds(Node value, Spot spot, Faults faults)
        {
            if (IsEmpty(value))
            {
                faults.Required(spot, Message);
                return false;
            }

            return true;
        }
    }

    private sealed class Never(string? message) : Check(message)
    {
        public override bool Holds(Node value, Spot spot, Faults faults)
        {
            if (value.HasValue)
            {
                faults.Forbidden(spot, Message);
            }

            return true;
        }
    }

    private sealed class OneOf(string[] values, bool empty) : Check(null)
    {
        public override bool Holds(Node value, Spot spot, Faults faults)
        {
            if (value.Kind != NodeKind.String || (!empty && value.Text.IsEmpty))
            {
                return true;
            }

            foreach (var one in values)
            {
                if (value.Is(one))
                {
                    return true;
                }
            }

            faults.NotSupported(spot, values);
            return false;
        }
    }

    private sealed class Format(string name, bool empty, bool missing = false) : Check(null)
    {
        private readonly Func<string, IReadOnlyList<string>> _wrong = TextFormats.Named(name);

        public override bool AsksMissing => missing;

        public override bool Holds(Node value, Spot spot, Faults faults)
        {
            if (value.Kind == NodeKind.String ? value.Text.IsEmpty ? !empty : TextFormats.IsPlain(name, value.Text) : !missing)
            {
                return true;
            }

            if ((value.AsString() ?? (missing && !value.HasValue ? "" : null)) is { } text && (empty || text.Length > 0) && _wrong(text) is { Count: > 0 } wrong)
            {
                faults.Invalid(spot, wrong);
                return false;
            }

            return true;
        }
    }

    private sealed class Range(long low, long high, bool zero, string? message) : Check(message)
    {
        public override bool Holds(Node value, Spot spot, Faults faults)
        {
            if (value.Kind == NodeKind.Int && (zero || value.Int != 0) && (value.Int < low || value.Int > high))
            {
                faults.Invalid(spot, Message ?? $"must be between {low} and {high}, inclusive");
                return false;
            }

            return true;
        }
    }

    private sealed class Least(long low, string? message) : Check(message)
    {
        public override bool Holds(Node value, Spot spot, Faults faults)
        {
            if (value.Kind == NodeKind.Int && value.Int < low)
            {
                faults.Invalid(spot, Message ?? $"must be greater than or equal to {low}");
                return false;
            }

            return true;
        }
    }

    private sealed class Unique(string field) : Check(null)
    {
        public override bool Holds(Node value, Spot spot, Faults faults)
        {
            var seen = new Seen();
            foreach (var item in value.Items)
            {
                var key = field == "." ? item : item[field];
                if (!key.Text.IsEmpty && !seen.Add(key))
                {
                    faults.Duplicate(key);
                }
            }

            return true;
        }
    }
}
