namespace Redoubt.Catalog;

/// <summary>One step of a way to what must not be lost.</summary>
/// <param name="Technique">The technique; empty for what holds of itself.</param>
/// <param name="Title">What is done.</param>
/// <param name="On">On what; empty where that is the platform.</param>
/// <param name="Location">The place that makes it possible; without a file where no document does.</param>
/// <param name="Ends">What ends it, as a sentence; empty for nothing of its own.</param>
/// <param name="IsNew">Whether it was not possible in the state with which this one is compared.</param>
public sealed record DepthStep(string Technique, string Title, string On, Location Location, string Ends, bool IsNew);
