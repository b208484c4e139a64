namespace System.Threading;

/// How many frames above a native's caller "the caller" is.
internal enum StackCrawlMark
{
    LookForMe = 0, LookForMyCaller = 1, LookForMyCallersCaller = 2, LookForThread = 3
}
