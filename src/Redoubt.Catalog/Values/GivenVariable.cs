using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Values;

/// <summary>
/// A variable that another room gives to all views, with the functions that take it: what is known beyond the subject, of which this room knows nothing. What reads it is not exported.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Library">The functions that take it.</param>
/// <param name="Value">Its value over a platform that is judged, for one thread; to be cheap, since most rules do not read it.</param>
public sealed record GivenVariable(string Name, CelType Type, CelLibrary Library, Func<IJudgedPlatform, CelOpaque> Value);

/// <summary>A platform as it is judged by one thread, for the functions of a variable that another room gives.</summary>
public interface IJudgedPlatform
{
    /// <summary>The evidence.</summary>
    Platform Platform { get; }

    /// <summary>The target version's minor number.</summary>
    int Minor { get; }

    /// <summary>What is worked out of the whole platform: once, whichever thread asks first. The rule that asks is asked again whenever anything changes.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="make">Makes it.</param>
    T Whole<T>(string name, Func<T> make)
        where T : class;

    /// <summary>The document that a value is the whole of; null for any other value.</summary>
    /// <param name="value">The value.</param>
    Document? DocumentOf(CelValue value);
}
