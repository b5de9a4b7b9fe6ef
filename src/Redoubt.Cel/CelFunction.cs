using System.Collections.Immutable;

namespace Redoubt.Cel;

/// <summary>
/// What a function does. Arguments of the declared kinds only, the receiver first; data only unless the overload is
/// <see cref="CelOverload.NonStrict"/>. Errors and unknowns are results; it must not throw.
/// </summary>
public delegate CelValue CelBody(ReadOnlySpan<CelValue> arguments);

/// <summary>
/// What a call costs at run time, in cel-go's units, beside the cost of its arguments. It is asked of calls that cannot be made too: then
/// arguments may be errors, unknown, or of any kind.
/// </summary>
public delegate long CelCost(ReadOnlySpan<CelValue> arguments, in CelValue result);

/// <summary>An example of a function; it runs as a test.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Value">An expression of equal value, or null if the example is an error.</param>
public readonly record struct CelExample(string Expression, string? Value);

/// <summary>One signature of a function, with its code.</summary>
public sealed record CelOverload
{
    /// <summary>A name that no other overload has, for example <c>string_to_int</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is called as <c>x.f(y)</c>; the receiver is then the first parameter.</summary>
    public bool IsReceiver { get; init; }

    /// <summary>The parameters' types.</summary>
    public required ImmutableArray<CelType> Parameters { get; init; }

    /// <summary>The result's type.</summary>
    public required CelType Result { get; init; }

    /// <summary>The code.</summary>
    public required CelBody Body { get; init; }

    /// <summary>Whether the code itself deals with unknown and error arguments; otherwise the first one is the result.</summary>
    public bool NonStrict { get; init; }

    /// <summary>Whether equal arguments give equal results, so that a call with constants may be computed once.</summary>
    public bool IsPure { get; init; } = true;

    /// <summary>
    /// The cost at run time; null costs 1. As in cel-go it counts only where the checker finds that a call can have no other overload.
    /// </summary>
    public CelCost? Cost { get; init; }

    /// <summary>The cost before it runs; null costs 1, and of the result's size nothing is known but by its type.</summary>
    public CelEstimate? Estimate { get; init; }
}

/// <summary>A function: its signatures and examples.</summary>
public sealed record CelFunction
{
    /// <summary>The name; it may be qualified, as in <c>math.greatest</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it does.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The signatures. They must not accept the same arguments.</summary>
    public required ImmutableArray<CelOverload> Overloads { get; init; }

    /// <summary>Examples that are run as tests.</summary>
    public ImmutableArray<CelExample> Examples { get; init; } = [];

    /// <summary>The cost at run time of each call, whichever its overload; null leaves it to the overloads.</summary>
    public CelCost? Cost { get; init; }

    /// <summary>The estimate of each call, whichever its overload; where it gives null, the overloads' counts.</summary>
    public CelEstimate? Estimate { get; init; }

    /// <summary>A function with one signature, called as <c>f(x)</c>.</summary>
    public static CelFunction Global(string name, string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Name = name, Overloads = [new() { Id = id, Parameters = parameters, Result = result, Body = body }] };

    /// <summary>A function with one signature, called as <c>x.f(y)</c>; the receiver is the first parameter.</summary>
    public static CelFunction Receiver(string name, string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Name = name, Overloads = [new() { Id = id, IsReceiver = true, Parameters = parameters, Result = result, Body = body }] };
}
