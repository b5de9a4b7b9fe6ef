using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Collect.Machines;

/// <summary>Something that was looked for: there with its value, not there, or not known with the reason.</summary>
/// <typeparam name="T">What was looked for.</typeparam>
internal readonly record struct Seen<T>
    where T : class
{
    private Seen(T? value, string? reason) => (Value, Reason) = (value, reason);

    /// <summary>What was found.</summary>
    public T? Value { get; }

    /// <summary>Why it is not known; null where it was found or is not there.</summary>
    public string? Reason { get; }

    /// <summary>Whether it is certain that it is not there.</summary>
    public bool IsAbsent => Value is null && Reason is null;

    /// <summary>What is not there.</summary>
    public static Seen<T> Absent => default;

    /// <summary>What was found.</summary>
    public static Seen<T> Of(T value) => new(value, null);

    /// <summary>What is not known.</summary>
    public static Seen<T> Unknown(string reason) => new(null, reason);

    /// <summary>Whether it was found.</summary>
    public bool Found([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return value is not null;
    }

    /// <summary>The same without a value, where one of another type was looked for.</summary>
    public Seen<TOther> As<TOther>()
        where TOther : class => Reason is null ? Seen<TOther>.Absent : Seen<TOther>.Unknown(Reason);

    /// <summary>Why there is no value, also where what was named is not there.</summary>
    public string WhyNot => Reason ?? "it is not there";
}
